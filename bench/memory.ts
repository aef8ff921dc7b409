import { readFile } from 'node:fs/promises';

/**
 * The most memory this process has held so far. What the system counts for a process of one's own may begin
 * with that of the process which started it, so Linux is asked for this image alone.
 */
export async function peakMegabytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1000;
}
