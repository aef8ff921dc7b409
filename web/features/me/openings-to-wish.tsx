import { Button } from 'antd';
import { count, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Choice } from './wish-list.tsx';
import type { Wisher } from './wishes-part.tsx';

interface Props {
  readonly openings: Wisher['openingsToWish'];
  readonly chosen: readonly Choice[];
  readonly onAdd: (choice: Choice) => void;
}

/** Where the own subject is wanted, the hardest to staff first, as the API orders it. */
export function OpeningsToWish({ openings, chosen, onAdd }: Props) {
  const { t, say } = useWords();
  const factsOf = useFacts();
  return (
    <section className="panel" aria-label={t('me.wanted')}>
      <h2>{t('me.wanted')}</h2>
      <p className="quiet small">{openings.length === 0 ? t('me.wantedNone') : t('me.wantedText')}</p>
      <ul className="plain-list">
        {openings.map((opening) => {
          const { section, subject } = opening;
          const { school } = section;
          return (
            <li key={`${section.id} ${subject.code}`}>
              <div>
                <strong>{school.name}</strong> <span className="stage">{t(`stage.${section.stage}`)}</span>
                <p className="small">
                  {say(subject.words)} · {factsOf(opening)}
                </p>
              </div>
              {chosen.some(({ id }) => id === school.id) ? (
                <span className="quiet small">{t('me.wished')}</span>
              ) : (
                <Button
                  aria-label={t('me.wishFor', { school: school.name })}
                  onClick={() => onAdd({ kind: 'school', id: school.id, name: school.name })}
                >
                  {t('me.add')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useFacts() {
  const { t, language } = useWords();
  return ({ openings, critical, km, monthly, section }: Props['openings'][number]): string =>
    [
      t('me.openings', { count: openings }),
      critical ? t('me.critical') : undefined,
      section.school.weak ? t('me.weak') : undefined,
      section.school.zone?.name,
      km == null ? t('me.kmUnknown') : t('me.km', { km: fte(Math.round(km * 10) / 10, language) }),
      monthly > 0 ? t('me.monthly', { yuan: count(monthly, language) }) : undefined,
    ]
      .filter((fact) => fact !== undefined)
      .join(' · ');
}
