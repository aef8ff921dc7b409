import { useWords } from '../../ui/language.ts';

/** How a plan is checked on any machine, step by step; `files`: the reader can download them here. */
export function HowToCheck({ files }: { readonly files: boolean }) {
  const { t } = useWords();
  const steps = [
    t(files ? 'certificates.step.download' : 'certificates.step.ask'),
    t('certificates.step.run'),
    t('certificates.step.compare'),
    t('certificates.step.exit'),
  ];
  return (
    <section className="panel" aria-label={t('certificates.how')}>
      <h2>{t('certificates.how')}</h2>
      <ol className="clash">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <pre className="command">npm ci{'\n'}npm run verify -- problem.json plan.json</pre>
      <p className="quiet small">{t('certificates.independent')}</p>
    </section>
  );
}
