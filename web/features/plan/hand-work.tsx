import { type ReactNode, useMemo, useState } from 'react';
import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { type Hand, HandContext, type HandEffect, type Target } from './hand.ts';
import { HandDock } from './hand-dock.tsx';
import { HandDrawer } from './hand-drawer.tsx';

interface Props {
  readonly plan: PlanHeadFragment;
  readonly again: () => void;
  readonly onEffect: (effect: HandEffect) => void;
  readonly children: ReactNode;
}

interface Asked {
  readonly teacher: string;
  readonly to: Target | undefined;
  /** Whoever is dropped anew is asked about anew, the same teacher elsewhere too. */
  readonly turn: number;
}

/** Lets whoever may, take hold of a teacher anywhere in the plan and put them elsewhere. */
export function HandWork({ plan, again, onEffect, children }: Props) {
  const may = plan.openActs.some(({ act }) => act === 'EDIT');
  const [asked, setAsked] = useState<Asked>();
  const [dragged, drag] = useState<string>();
  const hand = useMemo<Hand>(
    () => ({
      ask: (teacher, to) => setAsked((before) => ({ teacher, to, turn: (before?.turn ?? 0) + 1 })),
      dragged,
      drag,
    }),
    [dragged],
  );
  return (
    <HandContext value={may ? hand : null}>
      {children}
      {may ? <HandDock planId={plan.id} hand={hand} /> : null}
      {may && asked ? (
        <HandDrawer
          key={asked.turn}
          plan={plan}
          teacherId={asked.teacher}
          to={asked.to}
          again={again}
          onDone={(effect) => {
            setAsked(undefined);
            onEffect(effect);
          }}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </HandContext>
  );
}
