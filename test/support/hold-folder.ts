import { FolderInUse, lockFolder } from '../../prisma/folder-lock.ts';

/** Run by tests as a process: takes a folder and holds it until killed or told to leave (a line on standard input). */
const [folder = ''] = process.argv.slice(2);
try {
  const lock = await lockFolder(folder);
  process.stdout.write('held\n');
  process.stdin.once('data', async () => {
    await lock.release();
    process.exit(0);
  });
} catch (error) {
  if (!(error instanceof FolderInUse)) throw error;
  process.stdout.write(`refused: ${error.message}\n`);
}
