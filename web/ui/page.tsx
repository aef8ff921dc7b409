import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useWords } from './language.ts';

interface Props {
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, children }: Props) {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t('name')}`;
  }, [title, t]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead ? <p>{lead}</p> : null}
        </div>
        {actions ? <div className="row no-print">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}
