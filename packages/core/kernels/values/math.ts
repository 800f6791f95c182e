/**
 * Functions of the platform's `Math`, the same ones that the kernels in TypeScript call: their last bits differ between
 * platforms, so none is written here.
 */

// @ts-ignore: decorator
@external('math', 'exp')
export declare function exp(x: f64): f64;

// @ts-ignore: decorator
@external('math', 'log')
export declare function log(x: f64): f64;

/** As `**` of ECMA-262: 1 to an infinite power is not a number. */
// @ts-ignore: decorator
@external('math', 'pow')
export declare function pow(x: f64, y: f64): f64;
