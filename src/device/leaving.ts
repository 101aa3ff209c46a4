/** What is said in this channel reaches every tab and every worker of this browser: somebody leaves in a hurry. */
export const leavingChannel = 'bothways-leaving';

/** Where the other tabs go, too. */
export interface Leaving {
  readonly to: string;
}
