import type { AuditEntryFragment } from '../../graphql/generated/graphql.ts';
import { useDeedNames } from '../../ui/deed-name.ts';
import { useWords } from '../../ui/language.ts';
import { readable } from '../../ui/readable.ts';

/** As many as stand in a row without being opened. */
const shownAtOnce = 3;

type Change = AuditEntryFragment['changes'][number];

/** What a deed changed, field by field: before → after. */
export function Changes({ entry: { changes, hash, position } }: { readonly entry: AuditEntryFragment }) {
  const { t } = useWords();
  const first = changes.slice(0, shownAtOnce);
  const rest = changes.slice(shownAtOnce);
  return (
    <>
      {first.length === 0 ? <span className="quiet">{t('audit.noChanges')}</span> : <List changes={first} />}
      <details className="small">
        <summary>
          {rest.length > 0 ? t('audit.moreChanges', { count: rest.length }) : t('audit.seal')}
        </summary>
        {rest.length > 0 ? <List changes={rest} /> : null}
        <p className="quiet hash">{t('audit.sealOf', { position, seal: hash ?? t('none') })}</p>
      </details>
    </>
  );
}

function List({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useWords();
  const { fieldName, valueName } = useDeedNames();
  const words = { yes: t('yes'), no: t('no'), comma: t('comma'), named: valueName };
  return (
    <dl className="audit-changes">
      {changes.map(({ field, before, after, masked }) => (
        <div key={field} className="contents">
          <dt>{fieldName(field)}</dt>
          <dd>
            {before === null || before === undefined ? null : (
              <>
                <span className="unseen">{t('audit.before')}</span>
                <del>{readable(before, words, fieldName)}</del>
              </>
            )}
            {after === null || after === undefined ? null : (
              <>
                {before === null || before === undefined ? null : <span aria-hidden="true"> → </span>}
                <span className="unseen">{t('audit.after')}</span>
                <ins>{readable(after, words, fieldName)}</ins>
              </>
            )}
            {masked ? <span className="quiet"> {t('audit.masked')}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
