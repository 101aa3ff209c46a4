import { sealBlob } from '#crypto/blob.ts';
import { openZip } from '#device/archive/open-zip.ts';
import type { ArchivedFile } from '#device/device.ts';
import { equalBytes, textToBytes, type Bytes } from '#kernel/bytes.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';

/**
 * A picture or a recording out of an archive. It lies there open; sealed again under its key it has to be what its
 * author signed the hash of, byte for byte, or nothing is shown.
 */
export async function openArchivedFile({ zip, path, file }: ArchivedFile): Promise<Result<Bytes>> {
  const key = textToBytes(file.key);
  const hash = textToBytes(file.hash);
  const opened = await openZip(zip, (name) => name === path);
  if (!opened.ok) return opened;
  // What has another length is none of it, and need not be read.
  const isSameLength = opened.value.size(path) === file.bytes;
  const content = isSameLength ? await opened.value.read(path) : null;
  if (content === null || key === null || hash === null) return refuse('file-differs');
  const sealed = await sealBlob(content, key);
  return equalBytes(sealed.hash, hash) ? ok(content) : refuse('file-differs');
}
