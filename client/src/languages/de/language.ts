/** German, with the formal address. */
export default { name: 'Deutsch', dir: 'ltr' }
