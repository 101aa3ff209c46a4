import workerAddress from './worker.ts?worker&url';

export { workerAddress };
export const serviceWorkerAddress = '/service-worker.js';

interface Policy {
  createScriptURL(address: string): URL;
}
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
}

let policy: Policy | undefined;

/** The two addresses that may run as workers here. Where the browser knows Trusted Types, it refuses every other. */
export function trusted(address: string): string | URL {
  // TypeScript's picture of browsers does not have them yet; older browsers do not either.
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
  policy ??= trustedTypes?.createPolicy('bothways-worker', {
    createScriptURL(asked) {
      if (asked !== workerAddress && asked !== serviceWorkerAddress) throw new TypeError('not our worker');
      return asked;
    },
  });
  return policy?.createScriptURL(address) ?? address;
}
