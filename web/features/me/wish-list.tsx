import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../ui/language.ts';

/** A school, or a zone that stands for each of its schools. */
export interface Choice {
  readonly kind: 'school' | 'zone';
  readonly id: string;
  readonly name: string;
}

interface Props {
  readonly choices: readonly Choice[];
  readonly onChange: (choices: readonly Choice[]) => void;
}

/** Wishes in their order, best first: put elsewhere by the buttons, by their keys, or by dragging. */
export function WishList({ choices, onChange }: Props) {
  const { t } = useWords();
  const [told, setTold] = useState('');
  const [over, setOver] = useState<number>();
  const dragged = useRef<number>(undefined);
  const moved = useRef<string>(undefined);
  const list = useRef<HTMLOListElement>(null);
  // Moving a row takes the focus off its button; it goes back, so that one may press again.
  useEffect(() => {
    if (moved.current === undefined) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-choice="${moved.current}"]`);
    moved.current = undefined;
    row?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  });
  const put = (from: number, to: number, byKey: boolean) => {
    const choice = choices[from];
    if (choice === undefined || to < 0 || to >= choices.length || from === to) return;
    onChange(choices.toSpliced(from, 1).toSpliced(to, 0, choice));
    if (byKey) moved.current = choice.id;
    setTold(t('me.movedTo', { name: choice.name, rank: to + 1 }));
  };
  const nameOf = ({ kind, name }: Choice) => (kind === 'zone' ? t('me.zone', { zone: name }) : name);
  return (
    <>
      <ol className="wish-list" ref={list}>
        {choices.map((choice, index) => (
          <li
            key={choice.id}
            data-choice={choice.id}
            data-over={over === index || undefined}
            draggable
            onDragStart={() => {
              dragged.current = index;
            }}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(index);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(undefined);
              if (dragged.current !== undefined) put(dragged.current, index, false);
              dragged.current = undefined;
            }}
          >
            <span className="quiet">{index + 1}.</span>
            <span>{nameOf(choice)}</span>
            <span className="pin-buttons">
              <Button
                aria-label={t('me.moveUp', { name: nameOf(choice) })}
                disabled={index === 0}
                onClick={() => put(index, index - 1, true)}
              >
                <span aria-hidden="true">↑</span>
              </Button>
              <Button
                aria-label={t('me.moveDown', { name: nameOf(choice) })}
                disabled={index === choices.length - 1}
                onClick={() => put(index, index + 1, true)}
              >
                <span aria-hidden="true">↓</span>
              </Button>
              <Button
                aria-label={t('me.removeWish', { name: nameOf(choice) })}
                onClick={() => onChange(choices.toSpliced(index, 1))}
              >
                <span aria-hidden="true">✕</span>
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <span className="unseen" aria-live="polite">
        {told}
      </span>
    </>
  );
}
