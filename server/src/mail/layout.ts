import type { DeskAccent } from '../generated/prisma/client.ts'

// The layout of all mails. Every rule is inline, since mail programs drop style sheets; the classes only switch the colours in
// dark mode, in programs that support them.
const FONT = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

const STYLES = {
  heading: `margin:20px 0 8px;font-size:18px;line-height:26px;font-weight:600;color:#171B24;word-break:break-word;${FONT}`,
  plainLink: 'color:#171B24;text-decoration:none',
  text: `margin:8px 0;font-size:15px;line-height:22px;color:#171B24;word-break:break-word;${FONT}`,
  message: 'padding:12px 16px;background-color:#F1F3F6;border-radius:8px',
  note: 'padding:12px 16px;background-color:#FFF4D1;border-radius:8px',
  author: `margin:0 0 4px;font-size:13px;line-height:18px;color:#555F70;word-break:break-word;${FONT}`,
  body: `margin:0 0 4px;font-size:15px;line-height:22px;color:#171B24;word-break:break-word;${FONT}`,
  quote: `margin:0 0 6px;padding:2px 0 2px 10px;border-left:3px solid #C4CAD4;font-size:13px;line-height:18px;color:#555F70;word-break:break-word;${FONT}`,
  link: 'color:#3A49C4;text-decoration:underline',
  button: `display:inline-block;padding:12px 20px;font-size:15px;line-height:20px;font-weight:600;color:#FFFFFF;text-decoration:none;${FONT}`,
  choiceCell: 'background-color:#F1F3F6;border-radius:8px',
  choice: `display:block;padding:10px 2px;font-size:12px;line-height:16px;color:#171B24;text-decoration:none;${FONT}`,
  mark: 'font-size:20px;line-height:28px;font-weight:600',
  footer: `margin:0 0 6px;font-size:12px;line-height:18px;color:#5F6A7D;${FONT}`,
  footerLink: 'color:#5F6A7D;text-decoration:underline',
} as const

/** The attributes of an element: its class and its inline style. */
export const style = (name: keyof typeof STYLES): string => `class="${name}" style="${STYLES[name]}"`

const DARK = `
  .page { background-color:#0E1116 !important }
  .card { background-color:#151A21 !important; border-color:#2A323D !important }
  .desk, .heading, .text, .body, .plainLink, .choice { color:#E8EBF0 !important }
  .message, .choiceCell { background-color:#1E252F !important }
  .note { background-color:#3A2F10 !important }
  .note .author, .note .body { color:#F6DE9B !important }
  .author { color:#A7B1C0 !important }
  .link { color:#A3AEFF !important }
  .footer, .footerLink { color:#8C98A9 !important }`

/** The accent colours, light and dark, of client/src/ui/accents.css. White text has a contrast of 4.9 at least. */
export const ACCENTS: Readonly<Record<DeskAccent, readonly [string, string]>> = {
  indigo: ['#4353D6', '#4F5EDB'],
  blue: ['#186BC5', '#1F6FCA'],
  teal: ['#007777', '#077D7D'],
  green: ['#007A44', '#048149'],
  amber: ['#9C5C00', '#A0600B'],
  red: ['#C33530', '#CA3C36'],
  pink: ['#BF2F77', '#C6367D'],
  violet: ['#7E4ED7', '#8253DC'],
  graphite: ['#606B7C', '#667182'],
}

interface Parts {
  /** The code and the direction of its language. */
  code: string
  dir: string
  /** The desk's name. */
  name: string
  /** The colour of buttons: light, dark. */
  accent: readonly [string, string]
  /** An element, or nothing. */
  logo: string
  preview: string
  blocks: string
  footer: string
}

/** The page around the parts of a mail, which are HTML already. */
export const wrap = ({
  code,
  dir,
  name,
  accent: [light, dark],
  logo,
  preview,
  blocks,
  footer,
}: Parts): string => `<!doctype html>
<html lang="${code}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${name}</title>
<style>
:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) {${DARK}
  .card { border-top-color:${dark} !important }
  .buttonCell { background-color:${dark} !important }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#F6F7F9">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background-color:#F6F7F9">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">
<tr><td class="card" style="padding:20px 24px 28px;background-color:#FFFFFF;border:1px solid #DDE1E8;border-top:4px solid ${light};border-radius:12px">
<p class="desk" style="margin:0;font-size:13px;line-height:18px;font-weight:600;color:#171B24;${FONT}">${logo}${name}</p>
${blocks}
</td></tr>
<tr><td style="padding:16px 24px">
${footer}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
