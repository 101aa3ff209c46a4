import path from 'node:path';
import * as v from 'valibot';
import { ok, refuse, type Result } from '#kernel/result.ts';

/** All that can be chosen about a server, read once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** A PostgreSQL that several nodes may share. Null: one file in the data folder. */
  readonly databaseUrl: string | null;
  /** The built web client. */
  readonly buildFolder: string;
  /** How people reach it: scheme, name and port. Null: `http://localhost` and whatever port it listens on. */
  readonly origin: string | null;
  /** A proxy of ours stands in front, and says in X-Forwarded-For who is asking. */
  readonly trustedProxy: boolean;
  readonly limits: Limits;
  /** How much one person's pictures and recordings may take up, all together. */
  readonly megabytesPerPerson: number;
  /** Pages report what their content policy stopped. Journeys turn it on. */
  readonly reportCsp: boolean;
}

export interface Limits {
  readonly personPerMinute: number;
  readonly addressPerMinute: number;
  readonly triesPerHour: number;
}

const root = path.join(import.meta.dirname, '../..');

export const defaultConfig: Config = {
  port: 8080,
  host: '127.0.0.1',
  dataFolder: 'data',
  databaseUrl: null,
  buildFolder: path.join(root, 'build'),
  origin: null,
  trustedProxy: false,
  limits: { personPerMinute: 600, addressPerMinute: 1200, triesPerHour: 10 },
  megabytesPerPerson: 1024,
  reportCsp: false,
};

const count = v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number), v.minValue(1));
const yesOrNo = v.pipe(
  v.picklist(['yes', 'no']),
  v.transform((word) => word === 'yes'),
);

/** Each setting is a flag of this name, or `BOTHWAYS_` and the name in capitals in the environment; the flag counts. */
const settings = {
  port: v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535)),
  host: v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:-]+$/)),
  data: v.pipe(v.string(), v.minLength(1)),
  'database-url': v.pipe(v.string(), v.check(isDatabaseUrl)),
  origin: v.pipe(v.string(), v.transform(toOrigin), v.string()),
  'trusted-proxy': yesOrNo,
  'requests-per-person': count,
  'requests-per-address': count,
  'tries-per-hour': count,
  'megabytes-per-person': count,
  'report-csp': yesOrNo,
} as const;
export type Setting = keyof typeof settings;
export const settingNames = Object.keys(settings).filter(isSetting);

/** `subject` is the setting or flag at fault. Words are found by both, in `words/`. */
export type ConfigRefusal = 'setting-wrong' | 'origin-not-https' | 'flag-unknown' | 'flag-empty';

interface Given {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The detail of a refusal is the name of the setting, or the flag as it was written. */
export function readConfig(given: Given): Result<Config, ConfigRefusal> {
  const flags = readFlags(given.flags);
  if (!flags.ok) return flags;
  const chosen: { [Name in Setting]?: v.InferOutput<(typeof settings)[Name]> } = {};
  for (const name of settingNames) {
    const text = flags.value.get(name) ?? given.environment[variableOf(name)];
    if (text === undefined || text === '') continue;
    const parsed = v.safeParse(settings[name], text);
    if (!parsed.success) return refuse('setting-wrong', name);
    Object.assign(chosen, { [name]: parsed.output });
  }
  if (chosen.origin !== undefined && !isPrivateEnough(chosen.origin))
    return refuse('origin-not-https', 'origin');

  const { limits } = defaultConfig;
  return ok({
    ...defaultConfig,
    port: chosen.port ?? defaultConfig.port,
    host: chosen.host ?? defaultConfig.host,
    dataFolder: chosen.data ?? defaultConfig.dataFolder,
    databaseUrl: chosen['database-url'] ?? defaultConfig.databaseUrl,
    origin: chosen.origin ?? defaultConfig.origin,
    trustedProxy: chosen['trusted-proxy'] ?? defaultConfig.trustedProxy,
    megabytesPerPerson: chosen['megabytes-per-person'] ?? defaultConfig.megabytesPerPerson,
    reportCsp: chosen['report-csp'] ?? defaultConfig.reportCsp,
    limits: {
      personPerMinute: chosen['requests-per-person'] ?? limits.personPerMinute,
      addressPerMinute: chosen['requests-per-address'] ?? limits.addressPerMinute,
      triesPerHour: chosen['tries-per-hour'] ?? limits.triesPerHour,
    },
  });
}

/** What a setting is called in the environment. */
export function variableOf(setting: Setting): string {
  return `BOTHWAYS_${setting.toUpperCase().replaceAll('-', '_')}`;
}

/** `--port 9000` and `--port=9000`. */
function readFlags(flags: readonly string[]): Result<ReadonlyMap<Setting, string>, ConfigRefusal> {
  const read = new Map<Setting, string>();
  for (let index = 0; index < flags.length; index++) {
    const flag = flags[index]!;
    const [, name = '', glued] = /^--([a-z-]+)(?:=(.*))?$/s.exec(flag) ?? [];
    if (!isSetting(name)) return refuse('flag-unknown', flag);
    const value = glued ?? flags[++index];
    if (value === undefined || value === '') return refuse('flag-empty', name);
    read.set(name, value);
  }
  return ok(read);
}

function isSetting(name: string): name is Setting {
  return Object.hasOwn(settings, name);
}

/** Scheme, name and port, and nothing behind them; undefined for anything else. */
function toOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return url.origin === text.replace(/\/$/, '').toLowerCase() ? url.origin : undefined;
}

/** As libpq writes them: `postgres://name:password@host:port/database`. */
function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

/** Which database that is, without what opens it. */
export function databaseNameOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return host + pathname;
}

/** Browsers seal and keep keys only for pages that came by https or from this very machine. */
function isPrivateEnough(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
