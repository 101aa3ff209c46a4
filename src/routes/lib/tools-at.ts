import { paths } from '#routes/paths.ts';

/** What of the tools of a space somebody would see: a door, a tool, or a sheet with one of its steps. */
type ToolsAt = { readonly [Part in 'door' | 'tool' | 'sheet' | 'step']?: string };

/** Beside the other addresses, so that pages that lead to no tools do not carry it. */
export function toolsAt(space: string, at: ToolsAt): string {
  return `${paths.tools(space)}?${new URLSearchParams(at)}`;
}
