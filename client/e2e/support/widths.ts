/** The widths of UI.md. */
export const DESKTOP = { width: 1440, height: 900 }
export const LAPTOP = { width: 1280, height: 800 }
export const TABLET = { width: 1024, height: 768 }
export const PHONE = { width: 390, height: 844 }
/** 1280 px at 400%, as WCAG requires for reflow. */
export const SMALLEST = { width: 320, height: 640 }
/** 1440 px at 200%. */
export const ZOOMED = { width: 720, height: 450 }
