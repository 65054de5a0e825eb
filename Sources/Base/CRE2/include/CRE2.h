/* CRE2 */
