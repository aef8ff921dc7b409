import { steps } from './steps.ts';

/** Starts the server. The first word comes before the code is loaded, which takes a moment. */
const { start } = await steps((text) => process.stdout.write(text))(
  '均衡 Junheng is starting',
  () => import('./start.ts'),
);
await start();
