import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerHeaders } from './headers.ts';

/** What pages say that their content policy stopped. Only journeys ask for it; it is kept in memory. */
export interface Reports {
  take(request: IncomingMessage, response: ServerResponse): void;
  all(): readonly string[];
}

const reportBytesMost = 16 * 1024;
const reportsMost = 100;

export function createReports(): Reports {
  const reports: string[] = [];
  return {
    take(request, response) {
      const parts: Buffer[] = [];
      let length = 0;
      request.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= reportBytesMost) parts.push(part);
      });
      request.on('end', () => {
        if (reports.length < reportsMost) reports.push(Buffer.concat(parts).toString('utf8'));
        response.writeHead(204, answerHeaders).end();
      });
    },
    all: () => reports,
  };
}
