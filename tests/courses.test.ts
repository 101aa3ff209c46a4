import { test } from 'vitest';
import { allCards, allCourses } from '#routes/courses/shelf.server.ts';
test('x', () => { console.log(allCourses().map((c) => [c.id, c.modules.length, c.modules.flatMap((m) => m.lessons).length]), allCards().length); });
