#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

/* libcurl's setters and getters are variadic, which Swift can't call: one for each type. */

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_bytes(CURL *easy, CURLoption option, const void *value);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value);

typedef size_t (*ccurl_callback)(char *bytes, size_t size, size_t count, void *context);
/* Where the bytes of the body and the lines of the header go. */
/// The bytes are copied.
CURLcode ccurl_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count);
CURLcode ccurl_set_callbacks(CURL *easy, ccurl_callback body, ccurl_callback header, void *context);

long ccurl_get_long(CURL *easy, CURLINFO info);
curl_off_t ccurl_get_size(CURL *easy, CURLINFO info);

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);

#endif
