// What is typed here is drawn and kept on the device only.
export const ssr = false;
