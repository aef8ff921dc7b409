import { App, Button, Input, Popover } from 'antd';
import { useId, useState } from 'react';
import { copied } from '../../ui/copied.ts';
import { useWords } from '../../ui/language.ts';
import { keepViews, type SavedView, savedViews } from './kept.ts';
import { filtersOf, noFilters, type RegistryView } from './view.ts';

interface Props {
  readonly county: string;
  readonly view: RegistryView;
  readonly onView: (patch: RegistryView) => void;
}

/** Filters, order and columns under a name, kept in this browser; and their address, for others. */
export function SavedViews({ county, view, onView }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const id = useId();
  const [views, setViews] = useState(() => savedViews(county));
  const [name, setName] = useState('');
  const keep = (next: readonly SavedView[]) => {
    keepViews(county, next);
    setViews(next);
  };
  const add = () => {
    const called = name.trim();
    if (called === '') return;
    const { sort, cols } = view;
    const kept = { name: called, view: { ...filtersOf(view), sort, cols } };
    keep([...views.filter((one) => one.name !== called), kept]);
    setName('');
  };
  const share = async () => {
    if (await copied(window.location.href)) message.success(t('registry.copied'));
    else message.warning(t('registry.notCopied'));
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack saved-views">
          {views.length === 0 ? <p className="quiet">{t('registry.noViews')}</p> : null}
          <ul className="plain-list">
            {views.map((one) => (
              <li key={one.name} className="row">
                <Button
                  type="link"
                  onClick={() => onView({ ...noFilters, sort: undefined, cols: undefined, ...one.view })}
                >
                  {one.name}
                </Button>
                <Button
                  size="small"
                  type="text"
                  aria-label={t('registry.forgetView', { name: one.name })}
                  onClick={() => keep(views.filter(({ name: other }) => other !== one.name))}
                >
                  {t('registry.forget')}
                </Button>
              </li>
            ))}
          </ul>
          <form
            className="row-end"
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <div className="field">
              <label htmlFor={id}>{t('registry.viewName')}</label>
              <Input id={id} value={name} maxLength={40} onChange={({ target }) => setName(target.value)} />
            </div>
            <Button htmlType="submit" disabled={name.trim() === ''}>
              {t('registry.keepView')}
            </Button>
          </form>
          <Button onClick={() => void share()}>{t('registry.copyLink')}</Button>
        </div>
      }
    >
      <Button>{t('registry.views')}</Button>
    </Popover>
  );
}
