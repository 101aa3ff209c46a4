/** What is said in this channel reaches every tab and every worker of this browser: somebody leaves in a hurry. */
export const leavingChannel = 'bothways-leaving';

/** Where the other tabs go, too. Nobody is in a hurry where only private pages give way. */
export interface Leaving {
  readonly to: string;
  readonly from: 'all-pages' | 'private-pages';
}
