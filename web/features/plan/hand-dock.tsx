import { useState } from 'react';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { Failure } from '../../ui/states.tsx';
import { type Hand, keyOfTarget, type Target } from './hand.ts';
import { useOpenPosts } from './use-open-posts.ts';

interface Props {
  readonly planId: string;
  readonly hand: Hand;
}

/** While somebody is dragged: the posts left open, and staying, to be dropped on. */
export function HandDock({ planId, hand }: Props) {
  const { t } = useWords();
  const nameOf = usePostName();
  const { posts, error } = useOpenPosts(planId);
  const [over, setOver] = useState<string>();
  const { dragged } = hand;
  if (dragged === undefined) return null;
  const targets: readonly Target[] = [{}, ...posts];
  return (
    <aside className="hand-dock" aria-label={t('hand.dock')}>
      <p className="strong">{t('hand.dock')}</p>
      {error ? <Failure error={error} /> : null}
      <ul>
        {targets.map((target) => {
          const key = keyOfTarget(target);
          const { section, left } = target;
          return (
            <li
              key={key}
              data-over={over === key || undefined}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(key);
              }}
              onDragLeave={() => setOver(undefined)}
              onDrop={(event) => {
                event.preventDefault();
                hand.drag(undefined);
                hand.ask(dragged, target);
              }}
            >
              {section ? (
                <>
                  {section.school.name} {t(`stage.${section.stage}`)} · {nameOf(target)}{' '}
                  <span className="quiet small">{t('hand.left', { count: left ?? 0 })}</span>
                </>
              ) : (
                t('hand.stay')
              )}
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
