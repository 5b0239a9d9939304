// Made by client/build/emoji.ts.
declare module 'virtual:emoji-en' {
  const data: import('frimousse').EmojiData
  export default data
}
declare module 'virtual:emoji-de' {
  const data: import('frimousse').EmojiData
  export default data
}
