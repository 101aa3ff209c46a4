import { describe, expect, test } from 'vitest';
import { databaseNameOf, defaultConfig, readConfig, settingNames, variableOf } from '#server/config.ts';

const read = (flags: readonly string[], environment: Record<string, string> = {}) =>
  readConfig({ flags, environment });
const why = (flags: readonly string[], environment: Record<string, string> = {}) => {
  const config = read(flags, environment);
  return config.ok ? null : [config.refusal.code, config.refusal.detail];
};

describe('settings', () => {
  test('say nothing, and it listens on this machine alone', () => {
    expect(read([])).toEqual({ ok: true, value: defaultConfig });
    expect(defaultConfig).toMatchObject({ port: 8080, host: '127.0.0.1', dataFolder: 'data', origin: null });
  });

  test('are read from flags, spelled either way', () => {
    const config = read(['--port', '9000', '--data=/srv/both', '--trusted-proxy', 'yes']);
    expect(config).toMatchObject({ value: { port: 9000, dataFolder: '/srv/both', trustedProxy: true } });
  });

  test('are read from the environment, and a flag wins', () => {
    const environment = { [variableOf('port')]: '9001', [variableOf('trusted-proxy')]: 'yes' };
    expect(read(['--port', '9002'], environment)).toMatchObject({
      value: { port: 9002, trustedProxy: true },
    });
    expect(variableOf('trusted-proxy')).toBe('BOTHWAYS_TRUSTED_PROXY');
  });

  test('all exist in both places', () => {
    const url = 'postgres://us:secret@our.example/both';
    const good = {
      'database-url': url,
      data: 'x',
      origin: 'https://our.example',
      'trusted-proxy': 'no',
      'report-csp': 'yes',
    };
    for (const name of settingNames) {
      const value = Object.hasOwn(good, name) ? good[name as keyof typeof good] : '7';
      expect(why([`--${name}`, value])).toBeNull();
      expect(why([], { [variableOf(name)]: value })).toBeNull();
    }
  });

  test.each([
    ['port', '70000'],
    ['port', 'eighty'],
    ['port', '-1'],
    ['host', 'a b'],
    ['origin', 'our.example'],
    ['origin', 'https://our.example/path'],
    ['origin', 'ftp://our.example'],
    ['database-url', 'our.example/both'],
    ['database-url', 'https://our.example/both'],
    ['database-url', 'postgres://our.example/'],
    ['trusted-proxy', 'maybe'],
    ['requests-per-person', '0'],
    ['requests-per-address', '1.5'],
    ['tries-per-hour', ''],
    ['report-csp', '1'],
  ])('--%s %s is refused, and says which setting it was', (name, value) => {
    expect(why([`--${name}`, value])).toEqual([value === '' ? 'flag-empty' : 'setting-wrong', name]);
  });

  test('a database is named without what opens it', () => {
    expect(databaseNameOf('postgres://us:secret@our.example:5433/both?sslmode=require')).toBe(
      'our.example:5433/both',
    );
  });

  test('a flag that nobody knows is refused', () => {
    expect(why(['--prot', '9000'])).toEqual(['flag-unknown', '--prot']);
    expect(why(['9000'])).toEqual(['flag-unknown', '9000']);
    expect(why(['--constructor', 'x'])).toEqual(['flag-unknown', '--constructor']);
  });

  test('a flag without its value is refused', () => {
    expect(why(['--port'])).toEqual(['flag-empty', 'port']);
  });
});

describe('a public address', () => {
  test('is https', () => {
    expect(why(['--origin', 'http://our.example'])).toEqual(['origin-not-https', 'origin']);
    expect(read(['--origin', 'https://our.example/'])).toMatchObject({
      value: { origin: 'https://our.example' },
    });
  });

  test.each(['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])(
    '%s may do without',
    (origin) => {
      expect(read(['--origin', origin])).toMatchObject({ value: { origin } });
    },
  );

  test('that only begins like localhost may not', () => {
    expect(why(['--origin', 'http://localhost.example'])).toEqual(['origin-not-https', 'origin']);
  });
});
