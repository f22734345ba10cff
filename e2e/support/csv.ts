// CSV files as people bring them: made for a test, in the encoding and with the separator that it needs.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file for the browser's chooser. */
export type Given = { name: string; mimeType: string; buffer: Buffer };

/** The headings that a file of solutions needs. */
export const NEEDED = ['Solution ID', 'Solution name', 'Partner ID'];
/** The partner IDs of the sample's first company. */
export const partnerIds = ['1204455', '2209917'];
/** A partner ID of the other one. */
export const foreignPartnerId = '3317702';

/** A file from its cells; cells that need it are quoted. */
export function csv(name: string, rows: string[][], separator = ',', encoding: BufferEncoding = 'utf8'): Given {
  const cell = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = rows.map((row) => row.map(cell).join(separator)).join('\r\n') + '\r\n';
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text, encoding) };
}

/** New solutions `prefix-1` to `prefix-count`, named "Prefix number". */
export function solutions(name: string, count: number, prefix: string, more: string[] = []): Given {
  const heads = more.length ? [...NEEDED, 'Keywords'] : NEEDED;
  const rows = Array.from({ length: count }, (_, i) => [`${prefix}-${i + 1}`, `${prefix} number ${i + 1}`, partnerIds[i % 2]!, ...more]);
  return csv(name, [heads, ...rows]);
}

/** A file that is sent in so many parts of a megabyte. */
export function inParts(name: string, parts: number, prefix: string): Given {
  const keywords = 'cargo tracking '.repeat(30).trim();
  const line = keywords.length + 60;
  return solutions(name, Math.ceil(((parts - 0.5) * 1_048_576) / line), prefix, [keywords]);
}

/** How many rows a file has below its header, as the page writes it. */
export function rowCount(file: Given): string {
  const lines = file.buffer.toString('latin1').split('\r\n').length - 2;
  return lines.toLocaleString('en');
}

/** A size as the page writes it. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 100_000) / 10} MB`;
}

/** A file of so many bytes on the disk, which is more than can be given to the browser directly. */
export function onDisk(name: string, bytes: number): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cosell-file-')), name);
  writeFileSync(path, Buffer.alloc(bytes, 'a,b,c\n'));
  return path;
}
