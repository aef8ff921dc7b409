import { type ThemeConfig, theme } from 'antd';

/** Fonts of the machine, no download: Microsoft YaHei on Windows, PingFang on macOS, Noto on Linux. */
const fontFamily =
  'system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

const primary = '#1b5a96';
/** The same blue where it is text on a dark ground. */
const onDark = '#7db8f0';

/** Ant Design's own blue and grey texts miss WCAG AA (4.5:1); these keep it, light and dark. */
export const themeFor = (dark: boolean): ThemeConfig => ({
  algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
  cssVar: { key: 'junheng' },
  hashed: false,
  token: {
    fontFamily,
    colorPrimary: primary,
    colorLink: dark ? onDark : primary,
    ...(dark
      ? { colorPrimaryText: onDark, colorPrimaryTextHover: onDark, colorError: '#ff7f78' }
      : { colorError: '#b3261e', colorErrorBg: '#fdf0ee', colorErrorBorder: '#f0b9b3' }),
    colorPrimaryBg: dark ? '#1c2a38' : '#e6eff8',
    colorBgLayout: dark ? '#101214' : '#f6f7f9',
    colorTextSecondary: dark ? 'rgba(255,255,255,0.72)' : 'rgba(0,0,0,0.65)',
    colorTextDescription: dark ? 'rgba(255,255,255,0.72)' : 'rgba(0,0,0,0.65)',
    colorTextPlaceholder: dark ? 'rgba(255,255,255,0.6)' : 'rgba(0,0,0,0.6)',
    motion: false,
  },
  components: dark
    ? {
        Tabs: { itemSelectedColor: onDark, itemHoverColor: onDark, inkBarColor: onDark },
        Button: {
          // White on a red that is light enough to be text would miss it.
          dangerColor: '#1a0d0c',
          // So would the blue of a button under the pointer.
          defaultHoverColor: onDark,
          defaultHoverBorderColor: onDark,
          defaultActiveColor: onDark,
          defaultActiveBorderColor: onDark,
        },
      }
    : {},
});
