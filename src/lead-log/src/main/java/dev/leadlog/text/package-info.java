/**
 * How values are written as text: {@link dev.leadlog.text.Json} trees and UTC {@link
 * dev.leadlog.text.Times}.
 */
package dev.leadlog.text;
