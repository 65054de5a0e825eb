#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

/* libcurl, loaded when it is first needed: it brings thirty libraries along, which would take half
   of the time from the start to the first paint. Its setters and getters are variadic, which Swift
   can't call: there is one for each type. */

/* Loads libcurl and starts it; to be called once, before all others. Returns why it can't be had,
   or NULL. */
const char *ccurl_load(void);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *easy);
const char *ccurl_easy_strerror(CURLcode code);

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

CURLM *ccurl_multi_init(void);
void ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
/* Sleeps until a transfer or a wake-up has something to do, as long as it takes. */
CURLMcode ccurl_multi_poll(CURLM *multi);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left);

#endif
