import { second } from '#kernel/time.ts';
import { isLeaving, isLocked } from '#routes/lib/leave-fast.ts';

const choice = 'sound';
let on = $state(isChosen());
addEventListener('storage', () => (on = isChosen()));

/** Whether somebody wants to hear on this device that something was written. Nobody does until they say so. */
export function isSoundOn(): boolean {
  return on;
}

/** Lets whoever switches it on hear what it is like. */
export function chooseSound(wanted: boolean): void {
  if (wanted) localStorage.setItem(choice, 'on');
  else localStorage.removeItem(choice);
  on = wanted;
  if (wanted) void soundOnce();
}

function isChosen(): boolean {
  return localStorage.getItem(choice) === 'on';
}

const restMs = 4 * second;
const lock = 'bothways-sound';

/** One tab of all makes the sound, and while it rests none does. */
export async function soundOnce(): Promise<void> {
  // A browser lets a page be heard once somebody has touched it; a tab that was not leaves it to one that was.
  if (isLocked() || isLeaving() || navigator.userActivation?.hasBeenActive === false) return;
  await navigator.locks.request(lock, { ifAvailable: true }, async (mine) => {
    if (mine !== null) await soften();
  });
}

/** Two low tones, a fifth apart, that come softly and fade in a second. Nothing is fetched for it. */
async function soften(): Promise<void> {
  const audio = new AudioContext();
  const { currentTime: now } = audio;
  const loudness = audio.createGain();
  loudness.gain.setValueAtTime(0, now);
  loudness.gain.linearRampToValueAtTime(0.06, now + 0.04);
  loudness.gain.exponentialRampToValueAtTime(0.0001, now + 1.1);
  loudness.connect(audio.destination);
  for (const frequency of [294, 440]) {
    const tone = new OscillatorNode(audio, { frequency });
    tone.connect(loudness);
    tone.start(now);
    tone.stop(now + 1.2);
  }
  await new Promise((resolve) => setTimeout(resolve, restMs));
  await audio.close();
}
