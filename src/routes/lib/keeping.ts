/** Whether the browser has promised not to throw away what is stored here; null where it does not say. */
export async function isKept(): Promise<boolean | null> {
  if (!hasManager()) return null;
  return navigator.storage.persisted().catch(() => null);
}

/** Asks for that promise. Some browsers ask the person, others decide by how much this place is used. */
export async function askToKeep(): Promise<boolean | null> {
  if (!hasManager()) return null;
  return navigator.storage.persist().catch(() => false);
}

const mark = 'asked-to-keep';

/** Asks once by itself, at the moment when there is first something that would be lost. */
export async function askToKeepOnce(): Promise<void> {
  if (localStorage.getItem(mark) !== null) return;
  localStorage.setItem(mark, '');
  await askToKeep();
}

function hasManager(): boolean {
  return 'storage' in navigator && 'persist' in navigator.storage;
}
