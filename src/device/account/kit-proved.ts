/** Whether somebody has shown that their twelve words were kept right. It travels in the vault. */
export const kitProvedPreference = 'kit-proved';
