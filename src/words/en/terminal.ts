/** What the command line says. One line each: it is read in a terminal, often over somebody's shoulder. */
export const terminal = {
  building:
    'The pages are not built yet, or are older than this release. Building them now; this takes a little while.',
  buildFailed: 'The pages could not be built, so the server did not start.',
  foundHere: (link: string) => `Open this link to found your community. It works once:\n\n  ${link}\n`,
  running: (origin: string) => `Bothways is running at ${origin}`,
  howToStop: 'Ctrl-C stops it.',
  stopping: 'Stopping.',
  hostLink: (link: string) =>
    `This link opens the texts at the door and the machine room. It is good for 15 minutes, and opens nothing else:\n\n  ${link}\n`,
  notRunning: (folder: string) =>
    `No Bothways is running on the folder ${folder}. Start it first, or say where it keeps everything with --data.`,
  hostLinkNotLeft: (folder: string) =>
    `The folder ${folder} cannot be written to. Type this under the same account that runs Bothways.`,
  diskFull: (folder: string) =>
    `There is no room left on the disk that holds ${folder}. Make some room, then start again. Nothing that was kept is lost.`,
  unknownCommand: (command: string, known: string) =>
    `There is no command "${command}". There are: ${known}.`,

  verify: {
    usage: 'bothways verify <address>, such as: npm run bothways -- verify https://our.example',
    notBuilt: 'The pages could not be built, so there is nothing to compare with.',
    noAnswer: (origin: string) => `Nothing at ${origin} answers as a Bothways does.`,
    same: (origin: string, release: string) =>
      `Everything that ${origin} hands out here is what release ${release} consists of, to the byte.`,
    differs: (origin: string, release: string) =>
      `${origin} does not hand out release ${release} as it is. Ask whoever runs it which release that is and what they changed. Until you know, write nothing there that is not for their eyes.`,
    what: {
      changed: (address: string) => `changed: ${address}`,
      missing: (address: string) => `missing: ${address}`,
      policy: (address: string) => `may do other things than in this release: ${address}`,
      added: (address: string) => `added: ${address}`,
    },
  },

  notStarted: {
    'folder-in-use': (folder: string) =>
      `Another Bothways is already using the folder ${folder}. Stop that one first, or choose another folder with --data.`,
    'folder-not-writable': (folder: string) =>
      `The folder ${folder} cannot be made or written to. Choose another one with --data.`,
    'port-in-use': (port: string) =>
      `Port ${port} is taken by another program. Stop that one, or choose another port with --port.`,
    'port-refused': (port: string) =>
      `This machine does not let us listen on port ${port}. Choose another one with --port, or another --host.`,
    'setup-other': (folder: string) =>
      `The file opaque-setup in ${folder} is missing, or is not the one that the passphrases here were made with. Copy it from a server of yours that runs, or from your own copy, then start again.`,
    'database-away': (database: string) =>
      `The database ${database} does not answer. Start it, or look at the address in BOTHWAYS_DATABASE_URL.`,
    'database-refused': (database: string) =>
      `The database ${database} does not let us in, or is not there. Look at the name and the password in BOTHWAYS_DATABASE_URL, and at who may make tables there.`,
    'database-old': (database: string) =>
      `The database ${database} is older than PostgreSQL 15. Bring it up to date, then start again.`,
    'database-forgets': (database: string) =>
      `The database ${database} says yes before anything is safe on its disk. Turn on fsync and synchronous_commit there, then start again.`,
    'store-newer': (folder: string) =>
      `The data in ${folder} was written by a newer Bothways. Update this one, then start it again.`,
    'store-changed': (folder: string) =>
      `The data in ${folder} was set up by a Bothways that is not this one. Use the one it came from, or restore a backup.`,
  },

  config: {
    'flag-unknown': (flag: string) => `There is no setting "${flag}". Try --help to see them all.`,
    'flag-empty': (flag: string) => `--${flag} needs a value after it.`,
    'origin-not-https':
      'The public address must begin with https://, because browsers keep keys only for pages that came that way. Only localhost may do without.',
    'setting-wrong': (setting: string, expected: string) => `--${setting} expects ${expected}.`,
  },

  expected: {
    port: 'a port: a number from 0 to 65535',
    host: 'a name or an address of this machine, such as localhost or 0.0.0.0',
    data: 'a folder',
    'database-url': 'the address of a PostgreSQL, such as postgres://name:password@host:5432/bothways',
    origin: 'an address without a path, such as https://our.example',
    'trusted-proxy': 'yes or no',
    'requests-per-person': 'a whole number from 1',
    'requests-per-address': 'a whole number from 1',
    'tries-per-hour': 'a whole number from 1',
    'megabytes-per-person': 'a whole number from 1',
    'report-csp': 'yes or no',
  },

  help: {
    usage: 'npm start -- [settings]      or      bothways start [settings]',
    settings: 'Each setting is a flag, or stands in the environment under the name beside it. A flag wins.',
    about: {
      port: 'Where it listens. 8080 if you say nothing.',
      host: 'For whom it listens. Only for this machine if you say nothing.',
      data: 'Where everything is kept. The folder data if you say nothing.',
      'database-url':
        'A PostgreSQL, 15 or later, in place of a file in the data folder. Better in the environment, because others on this machine see what was typed.',
      origin:
        'How people reach it, such as https://our.example. Needed once it is not only for this machine.',
      'trusted-proxy': 'Say yes if your own proxy stands in front and sends X-Forwarded-For.',
      'requests-per-person': 'How often one person may ask in a minute. 600 if you say nothing.',
      'requests-per-address': 'How often one network address may ask in a minute. 1200 if you say nothing.',
      'tries-per-hour': 'How often somebody may try a passphrase in an hour. 10 if you say nothing.',
      'megabytes-per-person':
        'How many megabytes the pictures and recordings of one person may take up. 1024 if you say nothing.',
      'report-csp': 'For tests: pages report what their content policy stopped.',
    },
  },
};
