/** The gate does a little of what takes long; `npm run test:full` does all of it. */
export const isFull: boolean = process.env['BOTHWAYS_FULL'] === '1';
