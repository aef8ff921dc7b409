import { useWords } from '../../ui/language.ts';
import type { Wisher } from './wishes-part.tsx';

/** How each wish on file stands, in the order of the wishes; nobody else is told of. */
export function Chances({ chances }: { readonly chances: Wisher['wishChances'] }) {
  const { t, say } = useWords();
  return (
    <section className="panel" aria-label={t('me.chances')}>
      <h2>{t('me.chances')}</h2>
      <p className="quiet small">{t('me.chancesText')}</p>
      {chances.length === 0 ? (
        <p>{t('me.chancesNone')}</p>
      ) : (
        <ul className="plain-list">
          {chances.map(({ choice, section, outlook, words }) => (
            <li key={section.id}>
              <div>
                <strong>
                  {choice}. {section.school.name}
                </strong>{' '}
                <span className="stage">{t(`stage.${section.stage}`)}</span>
                <p>{say(words)}</p>
              </div>
              <span className="badge" data-outlook={outlook}>
                {t(`me.outlook.${outlook}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
