import { keepsCheck } from '#domain/help/host-lines.ts';
import { readHelpLine, slipsIn, type HelpLine, type LineWay } from '#domain/help/line.ts';

/** A line as fields: what is empty is not known, and of a list each line of a field is one. */
export interface LineForm {
  name: string;
  kind: string;
  anywhere: boolean;
  places: string;
  call: string;
  text: string;
  relay: string;
  site: string;
  whoAnswers: string;
  open: string;
  hours: string;
  zone: string;
  maySend: string;
  source: string;
  languages: string;
  cost: string;
  ages: string;
  records: string;
}

/** A field that may be wrong: those above, and the name of who checks. */
export type SlipField = Exclude<keyof LineForm, 'anywhere' | 'open' | 'maySend'> | 'ways' | 'by';

export interface Check {
  readonly on: string;
  readonly by: string;
}

const wayFields = ['call', 'text', 'relay', 'site'] as const satisfies readonly LineWay['by'][];

/** @param zone what a new line begins with. */
export function formOf(line: HelpLine | null, zone: string): LineForm {
  const hours = line?.hours ?? null;
  const sends = line?.maySendWithoutYes;
  return {
    name: line?.name ?? '',
    kind: line?.kind ?? '',
    anywhere: line?.regions === 'anywhere',
    places: line === null || line.regions === 'anywhere' ? '' : line.regions.join('\n'),
    call: waysBy(line, 'call'),
    text: waysBy(line, 'text'),
    relay: waysBy(line, 'relay'),
    site: waysBy(line, 'site'),
    whoAnswers: line?.whoAnswers ?? 'unknown',
    open: hours === null ? 'unknown' : hours === 'always' ? 'always' : 'hours',
    hours: hours === null || hours === 'always' ? '' : hours.text,
    zone: hours === null || hours === 'always' ? zone : hours.zone,
    maySend: sends?.answer ?? 'unknown',
    source: sends === undefined || sends.answer === 'unknown' ? '' : sends.source,
    languages: line?.languages ?? '',
    cost: line?.cost ?? '',
    ages: line?.ages ?? '',
    records: line?.records ?? '',
  };
}

function waysBy(line: HelpLine | null, by: LineWay['by']): string {
  const ways = (line?.ways ?? []).filter((way) => way.by === by);
  return ways.map((way) => (way.by === 'site' ? way.address : way.number)).join('\n');
}

/** What stands in the fields, as a line would be written; it may not be one yet. */
function writtenIn(form: LineForm, checked: Check | null) {
  return {
    name: form.name,
    kind: form.kind,
    regions: form.anywhere ? ('anywhere' as const) : linesIn(form.places),
    ways: wayFields.flatMap((by) =>
      linesIn(form[by]).map((way) => (by === 'site' ? { by, address: way } : { by, number: way })),
    ),
    whoAnswers: form.whoAnswers === 'unknown' ? null : form.whoAnswers,
    hours: hoursIn(form),
    languages: orUnknown(form.languages),
    cost: orUnknown(form.cost),
    ages: orUnknown(form.ages),
    records: orUnknown(form.records),
    maySendWithoutYes:
      form.maySend === 'unknown'
        ? { answer: 'unknown' as const }
        : { answer: form.maySend, source: form.source },
    checked,
  };
}

function hoursIn({ open, hours, zone }: LineForm) {
  if (open === 'unknown') return null;
  return open === 'always' ? ('always' as const) : { text: hours, zone: zone.trim() };
}

function linesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

function orUnknown(text: string): string | null {
  return text.trim() === '' ? null : text;
}

/**
 * The line, where it is one.
 * @param before what the host began with: its check holds on where nothing else was changed.
 * @param check null where nobody asked anew.
 */
export function lineIn(form: LineForm, before: HelpLine | null, check: Check | null): HelpLine | null {
  const read = readHelpLine(writtenIn(form, check));
  if (!read.ok || !isZone(form)) return null;
  const line = read.value;
  return check === null && before !== null && keepsCheck(line, before)
    ? { ...line, checked: before.checked }
    : line;
}

/** Which fields keep it from being a line. */
export function slipFields(form: LineForm, check: Check | null): ReadonlySet<SlipField> {
  const written = writtenIn(form, check);
  const fields = slipsIn(written).map((place) => fieldAt(place, written.ways));
  return new Set(isZone(form) ? fields : [...fields, 'zone']);
}

function fieldAt(place: string, ways: readonly { readonly by: LineWay['by'] }[]): SlipField {
  const [part = '', second = ''] = place.split('.');
  if (part === 'regions') return 'places';
  if (part === 'ways') return ways[Number(second)]?.by && second !== '' ? ways[Number(second)]!.by : 'ways';
  if (part === 'hours') return second === 'zone' ? 'zone' : 'hours';
  if (part === 'maySendWithoutYes') return 'source';
  if (part === 'checked') return 'by';
  // All other parts of a line are fields of the same name.
  return part as SlipField;
}

/** A clock that nobody knows would make the hours a riddle. */
function isZone({ open, zone }: LineForm): boolean {
  if (open !== 'hours') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone.trim() }).format(0) !== '' && zone.trim() !== '';
  } catch {
    return false;
  }
}

/** The day of a check, by the clock of whoever checks. */
export function dayOf(now: Date): string {
  const at = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return at.map((part) => String(part).padStart(2, '0')).join('-');
}
