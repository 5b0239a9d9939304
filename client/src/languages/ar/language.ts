/** Modern Standard Arabic, with the digits 0 to 9 and the Gregorian calendar. */
export default { name: 'العربية', dir: 'rtl', extension: 'ca-gregory-nu-latn' }
