/* The probe's methods on xmlrpc-c's Abyss server. */
#include <stdio.h>
#include <stdlib.h>
#include <xmlrpc-c/base.h>
#include <xmlrpc-c/server.h>
#include <xmlrpc-c/server_abyss.h>

static xmlrpc_value *echo(xmlrpc_env *const env, xmlrpc_value *const parameters, void *const info, void *const call)
{
    (void)info, (void)call;
    xmlrpc_value *value;
    xmlrpc_decompose_value(env, parameters, "(V)", &value);
    return env->fault_occurred ? NULL : value;
}

static xmlrpc_value *add(xmlrpc_env *const env, xmlrpc_value *const parameters, void *const info, void *const call)
{
    (void)info, (void)call;
    xmlrpc_int32 a, b;
    xmlrpc_decompose_value(env, parameters, "(ii)", &a, &b);
    return env->fault_occurred ? NULL : xmlrpc_build_value(env, "i", a + b);
}

static xmlrpc_value *refuse(xmlrpc_env *const env, xmlrpc_value *const parameters, void *const info, void *const call)
{
    (void)info, (void)call;
    const char *text;
    xmlrpc_decompose_value(env, parameters, "(s)", &text);
    if (!env->fault_occurred) {
        xmlrpc_env_set_fault(env, 42, text);
        free((char *)text);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    if (count != 2)
        return 2;
    struct xmlrpc_method_info3 const methods[] = {
        {.methodName = "echo", .methodFunction = echo, .help = "Returns the value."},
        {.methodName = "add", .methodFunction = add, .signatureString = "i:ii", .help = "Adds two numbers."},
        {.methodName = "refuse", .methodFunction = refuse, .signatureString = "s:s", .help = "Always fails."},
    };
    xmlrpc_env env;
    xmlrpc_env_init(&env);
    xmlrpc_registry *const registry = xmlrpc_registry_new(&env);
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; ++i)
        xmlrpc_registry_add_method3(&env, registry, &methods[i]);
    xmlrpc_server_abyss_parms parameters = {
        .config_file_name = NULL,
        .registryP = registry,
        .port_number = (unsigned short)atoi(arguments[1]),
    };
    if (!env.fault_occurred)
        xmlrpc_server_abyss(&env, &parameters, XMLRPC_APSIZE(port_number));
    fprintf(stderr, "%s\n", env.fault_occurred ? env.fault_string : "ended");
    return 1;
}
