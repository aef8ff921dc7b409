import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { partsOf } from '../../schema/ids.ts';
import { openRound } from './acts.ts';
import type { Act, Officer, Reply } from './officer.ts';

/** A write that somebody insists on, whatever comes between. */
export interface Write {
  readonly act: Act;
  readonly key: string;
  /** What the API acknowledged it with; undefined: not yet. */
  reply: Reply | undefined;
  /** Rejects when it is refused, or not done for as long as an officer insists. */
  readonly done: Promise<Reply>;
}

/** What was acknowledged, to be held against what is found. */
export interface Ledger {
  /** Asks with a key of its own, again and again until it is acknowledged. */
  write(act: Act): Write;
  acknowledged(): number;
  /** Waits until everything that was asked for is acknowledged. */
  settled(): Promise<void>;
  readonly writes: readonly Write[];
}

export function openLedger(officer: Officer): Ledger {
  const writes: Write[] = [];
  return {
    writes,
    write(act) {
      const key = randomUUID();
      const done = officer.insist(act, key);
      const write: Write = { act, key, reply: undefined, done };
      // Whoever awaits the ledger hears of a refusal.
      done.then(
        (reply) => {
          write.reply = reply;
        },
        () => undefined,
      );
      writes.push(write);
      return write;
    },
    acknowledged: () => writes.filter(({ reply }) => reply !== undefined).length,
    async settled() {
      await Promise.all(writes.map(({ done }) => done));
    },
  };
}

/** Officers who write small things without pause until told to stop; they insist on each. */
export function keepWriting(ledger: Ledger, countyId: string, officers = 2): { stop(): Promise<void> } {
  let stopped = false;
  const working = Array.from({ length: officers }, async () => {
    while (!stopped) {
      const { done } = ledger.write(openRound(countyId, randomUUID()));
      await Promise.race([done, pause(1_000)]);
    }
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(working);
    },
  };
}

/** The row a write was acknowledged with, now or as done before; undefined: none was told. */
export function rowOf({ reply }: Write): string | undefined {
  const id = reply?.doneId ?? reply?.data?.['done']?.['id'];
  return partsOf(String(id ?? ''))?.key;
}
