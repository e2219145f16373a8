// What is shown of notices; loaded when the list is opened first.
export { NoticeDialog } from './notice-dialog.tsx'
