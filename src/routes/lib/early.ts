import { device, watchAhead } from '#routes/lib/connected.ts';
import type { SpaceId } from '#kernel/ids.ts';

// The first script of the shells of private pages. The device gets up, and reads what its owner came for, while the
// framework and the page are still on their way. Nothing depends on it: a page that finds no device starts one.

const [, space] = /^\/spaces\/([^/]+)/.exec(location.pathname) ?? [];
// An id as the address holds it; the device answers `not-here` to any other text.
if (space !== undefined) watchAhead(space as SpaceId);
else device();
