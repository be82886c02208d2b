/* The measured methods on xmlrpc-c's Abyss: `abyss PORT`. */

#include <stdlib.h>
#include <xmlrpc-c/base.h>
#include <xmlrpc-c/server.h>
#include <xmlrpc-c/server_abyss.h>

static xmlrpc_value *add(xmlrpc_env *env, xmlrpc_value *params, void *server, void *call) {
    xmlrpc_int32 a, b;
    (void)server;
    (void)call;
    xmlrpc_decompose_value(env, params, "(ii)", &a, &b);
    return env->fault_occurred ? NULL : xmlrpc_build_value(env, "i", (xmlrpc_int32)((unsigned)a + (unsigned)b));
}

static xmlrpc_value *stooges(xmlrpc_env *env, xmlrpc_value *params, void *server, void *call) {
    xmlrpc_int32 moe, larry, curly;
    (void)server;
    (void)call;
    xmlrpc_decompose_value(env, params, "({s:i,s:i,s:i,*})", "moe", &moe, "larry", &larry, "curly", &curly);
    return env->fault_occurred ? NULL : xmlrpc_build_value(env, "i", moe + larry + curly);
}

/* As many as the array has, all of them read: `what` tells whether they are structs. */
static xmlrpc_value *count(xmlrpc_env *env, xmlrpc_value *params, int structs) {
    xmlrpc_value *array;
    xmlrpc_decompose_value(env, params, "(A)", &array);
    int size = env->fault_occurred ? 0 : xmlrpc_array_size(env, array);
    for (int index = 0; index < size && !env->fault_occurred; index++) {
        xmlrpc_value *item;
        xmlrpc_array_read_item(env, array, index, &item);
        xmlrpc_int32 id;
        if (structs) {
            const char *name;
            double score;
            xmlrpc_bool active;
            xmlrpc_decompose_value(env, item, "{s:i,s:s,s:d,s:b,*}", "id", &id, "name", &name, "score", &score,
                                   "active", &active);
            if (!env->fault_occurred) {
                free((void *)name);
            }
        } else {
            xmlrpc_read_int(env, item, &id);
        }
        xmlrpc_DECREF(item);
    }
    return env->fault_occurred ? NULL : xmlrpc_build_value(env, "i", (xmlrpc_int32)size);
}

static xmlrpc_value *integers(xmlrpc_env *env, xmlrpc_value *params, void *server, void *call) {
    (void)server;
    (void)call;
    return count(env, params, 0);
}

static xmlrpc_value *rows(xmlrpc_env *env, xmlrpc_value *params, void *server, void *call) {
    (void)server;
    (void)call;
    return count(env, params, 1);
}

static xmlrpc_value *bytes(xmlrpc_env *env, xmlrpc_value *params, void *server, void *call) {
    const unsigned char *bytes;
    size_t length;
    (void)server;
    (void)call;
    xmlrpc_decompose_value(env, params, "(6)", &bytes, &length);
    if (env->fault_occurred) {
        return NULL;
    }
    free((void *)bytes);
    return xmlrpc_build_value(env, "i", (xmlrpc_int32)length);
}

int main(int argc, char **argv) {
    xmlrpc_env env;
    xmlrpc_env_init(&env);
    xmlrpc_limit_set(XMLRPC_XML_SIZE_LIMIT_ID, 16 << 20);
    xmlrpc_registry *registry = xmlrpc_registry_new(&env);
    struct xmlrpc_method_info3 methods[] = {
        {.methodName = "examples.add", .methodFunction = add},
        {.methodName = "examples.stooges", .methodFunction = stooges},
        {.methodName = "examples.integers", .methodFunction = integers},
        {.methodName = "examples.rows", .methodFunction = rows},
        {.methodName = "examples.bytes", .methodFunction = bytes},
    };
    for (unsigned index = 0; index < sizeof methods / sizeof *methods; index++) {
        xmlrpc_registry_add_method3(&env, registry, &methods[index]);
    }
    xmlrpc_server_abyss_parms parameters = {
        .config_file_name = NULL,
        .registryP = registry,
        .port_number = (unsigned)atoi(argc > 1 ? argv[1] : "9000"),
        .keepalive_timeout = 60,
        .keepalive_max_conn = 1000000000,
    };
    xmlrpc_server_abyss(&env, &parameters, XMLRPC_APSIZE(keepalive_max_conn));
    return env.fault_occurred;
}
