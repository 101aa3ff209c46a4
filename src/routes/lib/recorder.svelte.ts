import type { RecordingToBring } from '#device/device.ts';
import { second } from '#kernel/time.ts';
import { plainWebm } from '#routes/lib/plain-webm.ts';

export type Recorded = Pick<RecordingToBring, 'bytes' | 'type' | 'seconds'>;

/** Long enough to tell something, and short enough to be listened to. */
export const secondsMost = 300;

const types = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const;
const bitsPerSecond = 32_000;
const lookEveryMs = 100;
/** Below this a room is silent. */
const silence = 0.02;

export interface Recorder {
  /** `failed`: there is no microphone, or this page may not use it. */
  readonly state: 'asking' | 'recording' | 'failed' | 'over';
  /** From 0 to 1. */
  readonly level: number;
  /** Whether anything was heard within the last two seconds. */
  readonly isHeard: boolean;
  readonly seconds: number;
  stop(): void;
  /** Ends it, and nothing of it is kept. */
  drop(): void;
}

/** Records by the microphone until it is stopped, or as long as a recording may be. Nothing of it leaves the page. */
export function record(done: (recorded: Recorded) => void): Recorder {
  let state = $state<Recorder['state']>('asking');
  let level = $state(0);
  let heardAt = $state(0);
  let elapsed = $state(0);
  let dropped = false;
  let end = () => {};

  async function run(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    const type = types.find((one) => MediaRecorder.isTypeSupported(one));
    const closeStream = () => stream.getTracks().forEach((track) => track.stop());
    if (dropped || type === undefined) {
      closeStream();
      if (!dropped) state = 'failed';
      return;
    }
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond });
    const context = new AudioContext();
    const listen = listenTo(context, stream);
    const beganAt = performance.now();
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const looking = setInterval(() => {
      level = listen();
      elapsed = performance.now() - beganAt;
      if (level > silence) heardAt = elapsed;
      if (elapsed >= secondsMost * second) end();
    }, lookEveryMs);
    recorder.onstop = async () => {
      clearInterval(looking);
      closeStream();
      void context.close();
      state = 'over';
      if (dropped) return;
      const seconds = Math.min(secondsMost, Math.max(1, Math.round((performance.now() - beganAt) / second)));
      const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
      done({ bytes: type === 'audio/webm' ? plainWebm(bytes) : bytes, type, seconds });
    };
    end = () => {
      if (recorder.state !== 'inactive') recorder.stop();
    };
    recorder.start();
    state = 'recording';
  }
  run().catch(() => (state = 'failed'));

  return {
    get state() {
      return state;
    },
    get level() {
      return level;
    },
    get isHeard() {
      return elapsed - heardAt < 2 * second;
    },
    get seconds() {
      return Math.floor(elapsed / second);
    },
    stop: () => end(),
    drop() {
      dropped = true;
      end();
    },
  };
}

/** How loud it is just now: the root of the mean square, drawn so that a quiet voice is seen. */
function listenTo(context: AudioContext, stream: MediaStream): () => number {
  const analyser = Object.assign(context.createAnalyser(), { fftSize: 1024 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(samples);
    const square = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return Math.min(1, Math.sqrt(square) * 3);
  };
}
