export { bareSubject as oursSubject } from './bare.ts';
