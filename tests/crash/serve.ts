import { defaultConfig } from '#server/config.ts';
import { startServer } from '#server/main.ts';

// A server without pages, in a process of its own: says its founding link, and stops when it hears no more.
const [dataFolder = '', port = '0'] = process.argv.slice(2);
const limits = { personPerMinute: 1e6, addressPerMinute: 1e6, triesPerHour: 1e6 };
const server = await startServer({ ...defaultConfig, port: Number(port), dataFolder, limits });
console.log(server.foundingLink);
process.stdin.on('end', () => void server.close()).resume();
