import { Popconfirm, type PopconfirmProps } from 'antd';

/**
 * Asks beside a button before what cannot be taken back. What it asks stands in the part of the page the button stands in, and not
 * behind all of them, where readers of landmarks would not come to it.
 */
export function AskFirst(props: PopconfirmProps) {
  return <Popconfirm getPopupContainer={partOf} {...props} />;
}

const partOf = (button: HTMLElement): HTMLElement =>
  button.closest<HTMLElement>('[role="dialog"], main, header, footer') ?? document.body;
