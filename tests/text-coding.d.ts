// For tsconfig.pure.json only: the two things kernel/bytes.ts takes from outside the language. They are pure.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean });
  decode(bytes: Uint8Array): string;
}
