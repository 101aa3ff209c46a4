import * as v from 'valibot';
import { whole } from '#protocol/cbor.ts';
import { changedHelpLineSchema } from '#protocol/help-line.ts';

/** What is public here, as JSON: who runs this house, and how it is set up. */

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));

/** The host card: public, written by the host, shown before anybody says a word. */
export const hostCardSchema = v.strictObject({
  whoRuns: text(2000),
  whatTheySee: text(2000),
  boundByLaw: text(2000),
  ifSomebodyTalksOfDying: text(2000),
  howLongThingsStay: text(2000),
  ages: text(500),
});
export type HostCard = v.InferOutput<typeof hostCardSchema>;

export const publicTextMost = 4000;

/** What is set or built in here and touches what others can see of somebody. */
export const settingsSchema = v.object({
  /** Something of the host's own stands between people and this machine, and sees who asks. */
  behindProxy: v.boolean(),
  /** `doors`: a line of the log says which door was asked at, and how it answered. No address, no id, no word. */
  log: v.picklist(['doors']),
  sessionDays: v.number(),
  deviceDays: v.number(),
  letterDays: v.number(),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const instanceSchema = v.object({
  version: v.number(),
  /** The release that is running: pages of another one are older, or newer, than the machine. */
  release: v.optional(v.string()),
  origin: v.string(),
  founded: v.boolean(),
  /** Absent until founded. */
  community: v.optional(v.string()),
  card: v.optional(hostCardSchema),
  /** Minutes since 1970. */
  cardWrittenAt: v.optional(v.number()),
  /** What the host writes on the public page, in their own words. */
  publicText: v.optional(v.string()),
  /** Help lines that the host has changed, hidden or added; all others are as they came along. */
  helpLines: v.optional(v.array(changedHelpLineSchema)),
  /** How this house is set up, for the page that says who sees what. */
  settings: v.optional(settingsSchema),
});
export type Instance = v.InferOutput<typeof instanceSchema>;

/** Card and date, as they stood at the door. */
export const writtenCardSchema = v.strictObject({ card: hostCardSchema, writtenAt: whole() });
