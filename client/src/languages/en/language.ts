/** English: its strings are those of the features. */
export default { name: 'English', dir: 'ltr' }
