import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useMutation } from 'urql';
import { SaveColumnMappingDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import { type FileColumn, type FileSheet, mappingBody, sheetsOf } from './mapping-body.ts';
import { SheetColumns } from './sheet-columns.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  readonly columns: readonly FileColumn[];
  /** What the mapping is called unless the officer says otherwise. */
  readonly name: string;
  /** The mapping of this name is saved: the file is to be read by it. */
  readonly onSaved: (name: string) => void;
}

/** What each column of the file is read as; put right here, it is remembered under a name. */
export function Columns({ county, columns, name, onSaved }: Props) {
  const { t } = useWords();
  const id = useId();
  const [sheets, setSheets] = useState(() => sheetsOf(columns));
  const [changed, setChanged] = useState(false);
  const [called, setCalled] = useState(name);
  const [why, setWhy] = useState<string>();
  const [{ fetching }, saveMapping] = useMutation(SaveColumnMappingDocument);
  const aside = columns.filter(({ column }) => column == null).length;
  const change = (at: number, next: FileSheet) => {
    setSheets(sheets.map((sheet, place) => (place === at ? next : sheet)));
    setChanged(true);
  };
  const saved = async () => {
    const answer = await saveMapping({ countyId: county.id, name: called, body: mappingBody(sheets) });
    const found = whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') });
    setWhy(found);
    if (found === undefined) onSaved(called);
  };
  if (columns.length === 0) return null;
  return (
    <details className="panel" open={aside > 0}>
      <summary>
        <h2>{t('import.columns')}</h2>
        {aside > 0 ? <span className="quiet"> {t('import.columnsAside', { count: aside })}</span> : null}
      </summary>
      <p className="quiet">{t('import.columnsText')}</p>
      {sheets.map((sheet, at) => (
        <SheetColumns
          key={sheet.key}
          county={county.code}
          sheet={sheet}
          onChange={(next) => change(at, next)}
        />
      ))}
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
      {changed ? (
        <form
          className="row-end"
          onSubmit={(event) => {
            event.preventDefault();
            void saved();
          }}
        >
          <div className="field">
            <label htmlFor={id}>{t('import.mappingName')}</label>
            <Input
              id={id}
              value={called}
              maxLength={100}
              onChange={({ target }) => setCalled(target.value)}
            />
          </div>
          <Button type="primary" htmlType="submit" loading={fetching} disabled={called.trim() === ''}>
            {t('import.saveMapping')}
          </Button>
        </form>
      ) : null}
    </details>
  );
}
