/**
 * Where mapped leads go. Each kind of destination is a {@link dev.leadlog.delivery.Destination}
 * bean with a name; {@link dev.leadlog.delivery.Destinations} finds it. Delivering twice makes one
 * record where the destination can promise that.
 */
package dev.leadlog.delivery;
