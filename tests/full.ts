/** Whether this run has the time for everything: `npm run test:full` has, `npm test` has not. */
export const isFull = process.env['BOTHWAYS_FULL'] === '1';
